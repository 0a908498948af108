package io.bellwether.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which threads of a Flink process belong together in a table: all subtasks of a task, all helpers. */
final class ThreadKind {

    /** Whatever is neither a task's nor named here. */
    static final String OTHER = "other threads";

    static final String COLLECTOR = "garbage collector";
    static final String COMPILER = "compiler";

    private static final Pattern SUBTASK = Pattern.compile("(.+) \\(\\d+/\\d+\\)#\\d+.*");
    private static final Pattern HELPER = Pattern.compile("OutputFlusher for |(System )?Time Trigger for ");
    private static final String FETCHER = "Source Data Fetcher";

    private ThreadKind() {}

    /** The kind of a Java thread, by its name. */
    static String of(String name) {
        if (name.startsWith(FETCHER)) {
            return "Kafka fetcher";
        }
        Matcher subtask = SUBTASK.matcher(name);
        return subtask.matches() && !HELPER.matcher(name).lookingAt() ? subtask.group(1) : OTHER;
    }

    /** The kind of a thread of the virtual machine itself, by the system's name of it; null for any other. */
    static String ofNative(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("gc thread") || lower.startsWith("g1 ") || lower.equals("vm thread")) {
            return COLLECTOR;
        }
        return lower.matches("c[12] compilerthre.*") ? COMPILER : null;
    }
}
