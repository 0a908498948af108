package io.bellwether.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.Finding;
import io.bellwether.yaml.YamlProblem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How findings are printed, for people and for programs. */
final class Findings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Findings() {}

    /** A line of each. */
    static String lines(List<Finding> found) {
        return found.stream().map(finding -> finding + "\n").collect(Collectors.joining());
    }

    /** One object of all. */
    static String json(List<Finding> found) {
        ObjectNode all = JSON.createObjectNode().put("ok", found.stream().noneMatch(Finding::isError));
        ArrayNode findings = all.putArray("findings");
        for (Finding finding : found) {
            ObjectNode one = findings.addObject()
                    .put("status", finding.status().name().toLowerCase(Locale.ROOT))
                    .put("what", finding.what())
                    .put("message", finding.message());
            if (!finding.counts().isEmpty()) {
                ObjectNode counts = one.putObject("counts");
                finding.counts().forEach(counts::put);
            }
        }
        return all.toString();
    }

    /** A mistake in a file. */
    static Finding of(YamlProblem problem) {
        String what = problem.file()
                + (problem.line() > 0 ? ":" + problem.line() : "")
                + (problem.column() > 0 ? ":" + problem.column() : "");
        String message = (problem.field().isEmpty() ? "" : problem.field() + ": ") + problem.message();
        return new Finding(problem.error() ? Finding.Status.ERROR : Finding.Status.WARNING, what, message);
    }
}
