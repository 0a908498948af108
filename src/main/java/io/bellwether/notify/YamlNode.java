package io.bellwether.notify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML value that knows its line, which Jackson's tree forgets. Scalars stay text; a missing value is an empty text.
 *
 * @param line from 1
 * @param fields of a mapping, else null
 * @param items of a sequence, else null
 * @param text of a scalar, else null
 */
record YamlNode(int line, Map<String, YamlNode> fields, List<YamlNode> items, String text) {

    private static final YAMLFactory YAML = new YAMLFactory();

    /** A document that is not YAML, or that says a key twice. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        MalformedException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static YamlNode parse(String yaml) throws MalformedException {
        try (JsonParser parser = YAML.createParser(yaml)) {
            return parser.nextToken() == null ? new YamlNode(1, Map.of(), null, null) : read(parser);
        } catch (JsonProcessingException e) {
            // the original message quotes the document, which may hold a secret
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new MalformedException(line, "not YAML: look at indentation, quotes and brackets up to this line");
        } catch (IOException e) {
            throw new IllegalStateException("a reader in memory failed", e);
        }
    }

    private static YamlNode read(JsonParser parser) throws IOException, MalformedException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> new YamlNode(line, readFields(parser), null, null);
            case START_ARRAY -> new YamlNode(line, null, readItems(parser), null);
            case VALUE_NULL -> new YamlNode(line, null, null, "");
            default -> new YamlNode(line, null, null, parser.getText());
        };
    }

    private static Map<String, YamlNode> readFields(JsonParser parser) throws IOException, MalformedException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int line = parser.currentTokenLocation().getLineNr();
            String name = parser.currentName();
            parser.nextToken();
            YamlNode value = read(parser);
            if (fields.put(name, value) != null) {
                throw new MalformedException(line, "the key " + name + " stands here twice: keep one");
            }
        }
        return fields;
    }

    private static List<YamlNode> readItems(JsonParser parser) throws IOException, MalformedException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return items;
    }
}
