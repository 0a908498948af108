package io.bellwether.dashboard;

import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** Reads a dashboard's file. */
final class BoardReader {

    private final Common common;

    BoardReader(Common common) {
        this.common = common;
    }

    Board read(String name, YamlMap map) {
        Board board = new Board(
                name,
                map.required("uid", "never another one: links lead to it"),
                Bilingual.required(map, "title"),
                Bilingual.required(map, "description"),
                map.required("refresh", "such as 10s"),
                map.words("refreshes"),
                map.required("from", "such as now-1h"),
                map.text("to", "now"),
                map.text("source", "datasource"),
                map.words("variables"),
                map.textOrNull("annotated"),
                map.flag("large", false),
                panels(map),
                rows(map));
        map.done();
        return board;
    }

    private List<Board.Row> rows(YamlMap map) {
        List<Board.Row> rows = new ArrayList<>();
        for (YamlMap row : map.maps("rows")) {
            rows.add(new Board.Row(Bilingual.required(row, "title"), panels(row)));
            row.done();
        }
        return rows;
    }

    private List<Panel> panels(YamlMap map) {
        List<Panel> panels = new ArrayList<>();
        for (YamlMap panel : map.maps("panels")) {
            panels.add(panel(panel));
            panel.done();
        }
        return panels;
    }

    private Panel panel(YamlMap map) {
        return new Panel(
                Sources.oneOf(map, "kind", Panel.Kind.LINES),
                Bilingual.required(map, "title"),
                Bilingual.of(map, "note"),
                map.words("about"),
                look(map),
                span(map),
                queries(map),
                columns(map),
                map.text("sort", ""));
    }

    private static Panel.Look look(YamlMap map) {
        return new Panel.Look(
                map.required("unit", "a unit of Grafana, such as short"),
                map.whole("decimals", -1),
                map.text("min", ""),
                map.text("max", ""),
                map.text("empty", "data"),
                Step.list(map, "steps"),
                map.flag("drawn", false),
                map.duration("bridged", 0),
                map.flag("moment", false),
                map.flag("links", false),
                map.flag("spark", false),
                map.flag("low_first", false));
    }

    private static Panel.Span span(YamlMap map) {
        String[] size = map.text("size", "8x8").split("x");
        return new Panel.Span(
                map.text("every", ""),
                map.text("window", ""),
                map.text("shift", ""),
                Integer.parseInt(size[0]),
                Integer.parseInt(size[1]));
    }

    /** One query with its legend beside it, or a list of both. */
    private List<Query> queries(YamlMap map) {
        if (!map.has("queries")) {
            return List.of(query(map));
        }
        List<Query> queries = new ArrayList<>();
        for (YamlMap query : map.maps("queries")) {
            queries.add(query(query));
            query.done();
        }
        return queries;
    }

    private Query query(YamlMap map) {
        return new Query(common.whole(map.required("query", "InfluxQL")), Bilingual.of(map, "legend"));
    }

    private static List<Panel.Column> columns(YamlMap map) {
        List<Panel.Column> columns = new ArrayList<>();
        for (YamlMap column : map.maps("columns")) {
            columns.add(new Panel.Column(
                    column.required("name", "of what the query gives out"),
                    Bilingual.of(column, "title"),
                    column.text("unit", ""),
                    column.whole("width", 0),
                    Step.list(column, "steps")));
            column.done();
        }
        return columns;
    }
}
