package io.bellwether.report;

import java.util.ArrayList;
import java.util.List;

/** A table of a report, row by row. Columns of text stand left, others right. */
final class Table {

    /** So many rows stand on one page of paper. */
    private static final int WHOLE = 24;

    /** Letters of a text that is not broken. */
    private static final int SHORT = 24;

    private final List<String> heads = new ArrayList<>();
    private final int texts;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** @param kind class of the style sheet; empty for none */
    private record Cell(String text, String kind) {}

    /** @param texts so many columns, from the left, are text */
    Table(int texts, List<String> heads) {
        this.texts = texts;
        this.heads.addAll(heads);
    }

    Table row(List<String> texts) {
        rows.add(new ArrayList<>(texts.stream().map(text -> new Cell(text, "")).toList()));
        return this;
    }

    /** Adds a cell to the last row. */
    Table cell(String text, String kind) {
        rows.get(rows.size() - 1).add(new Cell(text, kind));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void write(Markup out) {
        String[] kind = rows.size() <= WHOLE ? new String[] {"class", "whole"} : new String[0];
        out.open("table", kind).open("thead").open("tr");
        for (int i = 0; i < heads.size(); i++) {
            out.element("th", heads.get(i), "class", kind(i, ""));
        }
        out.close("tr").close("thead").open("tbody").line();
        for (List<Cell> row : rows) {
            out.open("tr");
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                String width = i < texts && cell.text().length() <= SHORT ? "short " : "";
                out.element("td", cell.text(), "class", kind(i, width + cell.kind()));
            }
            out.close("tr").line();
        }
        out.close("tbody").close("table").line();
    }

    private String kind(int column, String own) {
        return ((column < texts ? "text " : "figure ") + own).strip();
    }
}
