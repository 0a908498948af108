package io.bellwether.replay;

import io.bellwether.file.AtEnd;
import io.bellwether.file.Folder;
import io.bellwether.file.Unusable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a replay keeps what is not finished: a folder in the output directory that is gone when the replay is over,
 * however it ends. Results move out of it when all of them are whole. What a process left that was killed is removed by
 * the next.
 */
public final class WorkFolder implements Closeable {

    private static final String NAME = ".unfinished";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;
    private final AtEnd atEnd;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.atEnd = new AtEnd("bellwether-replay-end", this::remove);
    }

    /**
     * Makes the folder, empty.
     *
     * @throws Unusable where another replay writes into the output directory
     */
    public static WorkFolder in(Path out) throws IOException, Unusable {
        Path folder = Files.createDirectories(out.resolve(NAME));
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(lock)) {
            lock.close();
            throw new Unusable(out + ": another replay writes there; wait for it or name another --out");
        }
        empty(folder);
        return new WorkFolder(folder, lock);
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return folder;
    }

    /** Moves finished files to the output directory, the last of them last: where it is, all are. */
    public void publish(List<String> names) throws IOException {
        for (String name : names) {
            Files.move(folder.resolve(name), folder.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void empty(Path folder) throws IOException {
        for (Path file : Folder.entries(folder)) {
            if (!file.endsWith(LOCK)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void remove() {
        try {
            empty(folder);
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.deleteIfExists(folder);
            lock.close();
        } catch (NoSuchFileException e) {
            // whoever removed the output directory removed this as well
        } catch (IOException e) {
            System.err.println(folder + ": cannot be removed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        atEnd.close();
    }
}
