package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** JSON in which what is short stands on one line, so that a changed panel is a few changed lines. */
final class CompactJson {

    private static final int WIDTH = 220;

    private CompactJson() {}

    static String text(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, "", 0, out);
        return out.append('\n').toString();
    }

    private static void write(JsonNode node, String indent, int before, StringBuilder out) {
        String line = node.toString();
        if (!node.isContainerNode() || indent.length() + before + line.length() <= WIDTH && depth(node) < 7) {
            out.append(line);
            return;
        }
        String inner = indent + "  ";
        out.append(node.isObject() ? "{" : "[");
        String separator = "\n";
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.append(separator)
                        .append(inner)
                        .append('"')
                        .append(field.getKey())
                        .append("\": ");
                write(field.getValue(), inner, field.getKey().length() + 4, out);
                separator = ",\n";
            }
        } else {
            for (JsonNode item : node) {
                out.append(separator).append(inner);
                write(item, inner, 0, out);
                separator = ",\n";
            }
        }
        out.append('\n').append(indent).append(node.isObject() ? "}" : "]");
    }

    private static int depth(JsonNode node) {
        int depth = 0;
        for (JsonNode child : node) {
            depth = Math.max(depth, depth(child));
        }
        return node.isContainerNode() ? depth + 1 : 0;
    }
}
