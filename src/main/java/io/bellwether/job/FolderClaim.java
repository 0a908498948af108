package io.bellwether.job;

import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whose a {@link StateFolder} is: of one process at a time, of one consumer group for good, and of nobody else. */
final class FolderClaim {

    private static final String LOCK = "lock";
    private static final String GROUP = "group";

    private FolderClaim() {}

    /**
     * Takes the folder; made if missing.
     *
     * @return holds it until it is closed
     * @throws Unusable where it is somebody else's
     */
    static FileChannel on(Path root, String group) throws IOException, Unusable {
        requireNoForeign(root);
        Files.createDirectories(root);
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            claim(root, channel);
            requireGroup(root, group);
        } catch (IOException | Unusable e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /** A folder that we have not made ours yet must hold nothing that looks like state: it would be taken, then tidied up. */
    private static void requireNoForeign(Path root) throws IOException, Unusable {
        if (Files.exists(root.resolve(GROUP))) {
            return;
        }
        List<Path> foreign = new ArrayList<>(StateFiles.entries(root, StateFiles.JOB));
        foreign.addAll(StateFiles.entries(root, StateFiles.CHECKPOINT));
        foreign.addAll(StateFiles.entries(root, Pattern.quote(SavedState.METADATA)));
        foreign.addAll(StateFiles.entries(root.resolve(StateFiles.SAVEPOINTS), StateFiles.SAVEPOINT));
        if (!foreign.isEmpty()) {
            throw new Unusable(root + ": holds checkpoints or savepoints that no bellwether run in a process of its"
                    + " own wrote (" + root.relativize(foreign.get(0))
                    + "), probably those of a Flink cluster; nothing there"
                    + " was touched. Choose another folder with --state DIR. A job on a cluster goes on from them:"
                    + " flink run -s PATH (docs/operations.md)");
        }
    }

    private static void claim(Path root, FileChannel channel) throws IOException, Unusable {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new Unusable(root + ": another bellwether run ("
                    + Files.readString(root.resolve(LOCK)).strip()
                    + ") keeps its state there; stop it, or choose another folder with --state DIR");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                "process " + ProcessHandle.current().pid() + "\n"));
    }

    private static void requireGroup(Path root, String group) throws IOException, Unusable {
        Path file = root.resolve(GROUP);
        if (Files.notExists(file)) {
            Files.writeString(file, group + "\n");
        }
        String owner = Files.readString(file).strip();
        if (!owner.equals(group)) {
            throw new Unusable(root + ": has the state of group " + owner + ", not of " + group
                    + " (kafka.group); choose another folder with --state DIR");
        }
    }
}
