package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's deployment files, read as their users read them: YAML with anchors and merge keys. */
final class Deployment {
    static final ObjectMapper JSON = new ObjectMapper();

    private Deployment() {}

    static JsonNode yaml(String file) throws IOException {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file)));
    }

    static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    static JsonNode compose() throws IOException {
        return yaml("docker-compose.yml");
    }

    static JsonNode service(String name) throws IOException {
        return compose().get("services").get(name);
    }

    /** Every text in a tree. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        collect(node, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> collect(child, texts));
    }
}
