package io.bellwether.job;

import io.bellwether.file.Folder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Where checkpoints and savepoints lie in a {@link StateFolder}. */
final class StateFiles {

    static final String JOB = "[0-9a-f]{32}";
    static final String CHECKPOINT = "chk-\\d+";
    static final String SAVEPOINT = "savepoint-.*";
    static final String SAVEPOINTS = "savepoints";

    private StateFiles() {}

    /** All that our own runs left, complete or not. */
    static List<Path> candidates(Path root, OwnRuns runs) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path job : entries(root, JOB)) {
            all.addAll(entries(job, CHECKPOINT));
        }
        all.addAll(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        List<Path> foreign = foreign(root, runs);
        all.removeIf(folder -> foreign.contains(folder) || foreign.contains(folder.getParent()));
        return all;
    }

    /** What others left. */
    static List<Path> foreign(Path root, OwnRuns runs) throws IOException {
        List<Path> foreign = new ArrayList<>(entries(root, JOB));
        foreign.addAll(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        foreign.removeIf(entry -> runs.left(entry.getFileName().toString()));
        return foreign;
    }

    /** Folders of the jobs that ran here. */
    static List<Path> jobs(Path root, OwnRuns runs) throws IOException {
        List<Path> jobs = new ArrayList<>(entries(root, JOB));
        jobs.removeAll(foreign(root, runs));
        return jobs;
    }

    /** Savepoints of the jobs that ran here. */
    static List<Path> savepoints(Path root, OwnRuns runs) throws IOException {
        List<Path> savepoints = new ArrayList<>(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        savepoints.removeAll(foreign(root, runs));
        return savepoints;
    }

    static List<Path> entries(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Folder.entries(folder).stream()
                .filter(entry -> entry.getFileName().toString().matches(name))
                .toList();
    }

    static List<String> names(List<Path> entries) {
        return entries.stream().map(entry -> entry.getFileName().toString()).toList();
    }

    static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
