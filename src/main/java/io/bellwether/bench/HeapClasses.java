package io.bellwether.bench;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What lives on the heap, by class, as the virtual machine counts it after a full collection. */
final class HeapClasses {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
    private static final String[] NOTHING = {};

    private HeapClasses() {}

    /** Bytes by name of class. */
    static Map<String, Long> live() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {NOTHING},
                        new String[] {String[].class.getName()});
        return parse(histogram);
    }

    static Map<String, Long> parse(String histogram) {
        Map<String, Long> bytes = new HashMap<>();
        histogram.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                bytes.merge(readable(matcher.group(2)), Long.parseLong(matcher.group(1)), Long::sum);
            }
        });
        return bytes;
    }

    /** The simple name; arrays as they are written in Java. */
    private static String readable(String name) {
        String array = "";
        String rest = name;
        while (rest.startsWith("[")) {
            array += "[]";
            rest = rest.substring(1);
        }
        if (!array.isEmpty()) {
            rest = switch (rest.charAt(0)) {
                case 'B' -> "byte";
                case 'C' -> "char";
                case 'D' -> "double";
                case 'F' -> "float";
                case 'I' -> "int";
                case 'J' -> "long";
                case 'S' -> "short";
                case 'Z' -> "boolean";
                default -> rest.substring(1).replace(";", "");
            };
        }
        return rest.substring(rest.lastIndexOf('.') + 1) + array;
    }
}
