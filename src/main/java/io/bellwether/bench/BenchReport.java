package io.bellwether.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a bench found, for people and for programs. */
public record BenchReport(BenchMachine machine, List<Section> sections) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public BenchReport {
        sections = List.copyOf(sections);
    }

    public String toText() {
        Lines lines = new Lines();
        lines.add("%s", machine);
        for (Section section : sections) {
            lines.blank();
            section.text(lines);
        }
        return lines.toString();
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("machine")
                .put("cores", machine.cores())
                .put("heap_mb", machine.heapMegabytes())
                .put("java", machine.java())
                .put("collectors", machine.collectors())
                .put("system", machine.system())
                .put("date", machine.date());
        sections.forEach(section -> section.json(root));
        return root.toString();
    }
}
