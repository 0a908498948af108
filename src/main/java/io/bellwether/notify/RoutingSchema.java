package io.bellwether.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The JSON Schema of routing files, by which editors complete and check what is written. */
public final class RoutingSchema {

    private RoutingSchema() {}

    /** Draft 2020-12, with the types of receivers that there are and the keys of all of them. */
    public static String text() {
        Set<String> formats = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        for (ReceiverType type : ReceiverType.values()) {
            formats.addAll(ReceiverType.formats(type.wireName()));
            keys.addAll(type.keys().options());
            if (!type.keys().secret().isEmpty()) {
                keys.add(type.keys().secret());
                keys.add(type.keys().secret() + ReceiverParser.IN_FILE);
            }
        }
        Collection<String> languages = Arrays.stream(AlertLanguage.values())
                .map(AlertLanguage::wireName)
                .toList();
        try (InputStream in = RoutingSchema.class.getResourceAsStream("routing.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"TYPES\"", list(ReceiverType.types(), ""))
                    .replace("\"FORMATS\"", list(formats, ""))
                    .replace("\"LANGUAGES\"", list(languages, ""))
                    .replaceFirst("\"KEYS\": (\\{[^}]*})", list(keys, ": \\{\"\\$ref\": \"#/\\$defs/words\"}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String list(Collection<String> names, String behind) {
        return names.stream().map(name -> '"' + name + '"' + behind).collect(Collectors.joining(", "));
    }
}
