package io.bellwether.bench;

import io.bellwether.file.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU of the collector's and the compiler's threads, which Java does not show: from the system's own account, where it has
 * one (Linux). Compiler threads come and go; what one had used when it was last looked at is kept.
 */
final class NativeThreads {

    private static final Path TASKS = Path.of("/proc/self/task");

    private final Map<String, Long> nanosByThread = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();

    /** Whether the system tells. */
    static boolean areTold() {
        return Files.isReadable(TASKS);
    }

    /** CPU of one kind so far, ns. */
    long nanos(String kind) {
        return nanosByThread.entrySet().stream()
                .filter(entry -> kind.equals(kinds.get(entry.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Looks at all threads again. */
    void look() throws IOException {
        if (!areTold()) {
            return;
        }
        for (Path task : Folder.entries(TASKS)) {
            String id = task.getFileName().toString();
            try {
                if (!kinds.containsKey(id)) {
                    String kind = ThreadKind.ofNative(
                            Files.readString(task.resolve("comm")).strip());
                    kinds.put(id, kind == null ? "" : kind);
                }
                if (!kinds.get(id).isEmpty()) {
                    String account = Files.readString(task.resolve("schedstat"));
                    nanosByThread.put(id, Long.parseLong(account.substring(0, account.indexOf(' '))));
                }
            } catch (IOException e) {
                // A thread that ended since the folder was listed: no such file, or no such process.
                if (Files.exists(task.resolve("comm"))) {
                    throw e;
                }
            }
        }
    }
}
