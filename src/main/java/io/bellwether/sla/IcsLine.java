package io.bellwether.sla;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A content line of an iCalendar file.
 *
 * @param number of its first line in the file, from 1
 * @param name in capitals
 * @param parameters the text between name and value, as it stands
 */
record IcsLine(String file, int number, String name, String parameters, String value) {

    /** The lines of a file; those that were folded made whole again, empty ones and those without a colon left out. */
    static List<IcsLine> unfold(String file, String text) {
        List<IcsLine> lines = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        int number = 0;
        int first = 1;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            number++;
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                whole.append(line, 1, line.length());
                continue;
            }
            add(lines, file, first, whole.toString());
            whole.setLength(0);
            whole.append(line);
            first = number;
        }
        add(lines, file, first, whole.toString());
        return lines;
    }

    private static void add(List<IcsLine> lines, String file, int number, String text) {
        int colon = -1;
        boolean quoted = false;
        for (int i = 0; i < text.length() && colon < 0; i++) {
            quoted ^= text.charAt(i) == '"';
            colon = text.charAt(i) == ':' && !quoted ? i : -1;
        }
        if (colon < 0) {
            return;
        }
        int semicolon = text.indexOf(';');
        int nameEnd = semicolon >= 0 && semicolon < colon ? semicolon : colon;
        String name = text.substring(0, nameEnd).strip().toUpperCase(Locale.ROOT);
        lines.add(new IcsLine(
                file,
                number,
                name,
                text.substring(nameEnd, colon),
                text.substring(colon + 1).strip()));
    }

    /** The name of the component that begins or ends here, in capitals; empty on any other line. */
    String component() {
        return name.equals("BEGIN") || name.equals("END") ? value.toUpperCase(Locale.ROOT) : "";
    }

    /** The value of a parameter without its quotes, or null. */
    String parameter(String key) {
        for (String parameter : parameters.split(";")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(key)) {
                return parts[1].replace("\"", "").strip();
            }
        }
        return null;
    }

    /** The date at the beginning of a date or time. */
    static LocalDate date(String text) {
        return LocalDate.of(
                Integer.parseInt(text.substring(0, 4)),
                Integer.parseInt(text.substring(4, 6)),
                Integer.parseInt(text.substring(6, 8)));
    }

    PolicyException error(String problem) {
        return new PolicyException(file, number, 1, name, problem);
    }
}
