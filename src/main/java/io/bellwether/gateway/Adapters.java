package io.bellwether.gateway;

import io.bellwether.gateway.mapping.Mapping;
import io.bellwether.gateway.mapping.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The mappings in the jar: one folder a product under {@code adapters/}, each named in {@code adapters/list.txt}. */
public final class Adapters {

    private Adapters() {}

    /** Names of the products, in the order of the list. */
    public static List<String> names() {
        return read("list.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** The mapping of a product; empty where there is none of that name. */
    public static Optional<Mapping> mapping(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Mapping.parse(name + "/mapping.yaml", read(name + "/mapping.yaml")));
        } catch (MappingException e) {
            throw new IllegalStateException("the mapping of " + name + " in the jar cannot be used", e);
        }
    }

    private static String read(String file) {
        try (InputStream in = Adapters.class.getResourceAsStream("adapters/" + file)) {
            if (in == null) {
                throw new IOException("adapters/" + file + " is not in the jar: build the project again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
