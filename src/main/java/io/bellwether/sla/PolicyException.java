package io.bellwether.sla;

/** A policy or holiday file cannot be used, and is refused whole. The message names file, line, column and field. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final int column;
    private final String field;

    /**
     * @param line from 1; 0 where the file as a whole is meant
     * @param field path of the field, as in {@code policies[2].targets.first_reply}; empty for the file as a whole
     * @param problem what is wrong and what to do
     */
    public PolicyException(String file, int line, int column, String field, String problem) {
        super(place(file, line, column) + (field.isEmpty() ? "" : field + ": ") + problem);
        this.file = file;
        this.line = line;
        this.column = column;
        this.field = field;
    }

    private static String place(String file, int line, int column) {
        return file + (line > 0 ? ":" + line + ":" + column : "") + ": ";
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String field() {
        return field;
    }
}
