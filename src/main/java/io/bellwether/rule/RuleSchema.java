package io.bellwether.rule;

import io.bellwether.metric.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The JSON Schema of rule files, by which editors complete and check what is written. */
public final class RuleSchema {

    private static final String METRICS = "\"METRICS\"";

    private RuleSchema() {}

    /** Draft 2020-12, with the metrics that there are. */
    public static String text() {
        try (InputStream in = RuleSchema.class.getResourceAsStream("rules.schema.json")) {
            String names = Metric.all().stream()
                    .filter(metric -> !metric.measurement().isInterval())
                    .map(metric -> '"' + metric.fullName() + '"')
                    .collect(Collectors.joining(", "));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(METRICS, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
