package io.bellwether.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several files of a folder that belong together: all are written, or none. They are written beside their places and then moved
 * there, so that a disk that becomes full, or a place that cannot be taken, leaves what was there.
 */
public final class OutputFiles {

    private OutputFiles() {}

    /**
     * Writes them in UTF-8.
     *
     * @param files texts by names
     * @return where they are
     */
    public static List<Path> write(Path folder, Map<String, String> files) throws FileProblem {
        Map<Path, Path> places = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path place = place(folder.resolve(file.getKey()));
                Path beside = place.resolveSibling("." + file.getKey() + ".new");
                places.put(beside, place);
                OutputFile.write(beside, file.getValue());
            }
            move(places);
        } finally {
            for (Path beside : places.keySet()) {
                discard(beside);
            }
        }
        return files.keySet().stream().map(folder::resolve).toList();
    }

    /** Where a file really lies; refused where nothing may be put. */
    private static Path place(Path file) throws FileProblem {
        try {
            if (Files.isDirectory(file)) {
                throw FileProblem.saying(file, "is a folder, where a file is to be written; move it away");
            }
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString());
            }
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    private static void move(Map<Path, Path> places) throws FileProblem {
        List<Path> done = new ArrayList<>();
        for (Map.Entry<Path, Path> one : places.entrySet()) {
            try {
                Files.move(one.getKey(), one.getValue(), StandardCopyOption.REPLACE_EXISTING);
                done.add(one.getValue());
            } catch (IOException e) {
                throw FileProblem.saying(
                        one.getValue(),
                        FileProblem.reason(one.getValue(), e)
                                + (done.isEmpty() ? "" : ". Only these are new: " + done + "; do it again"));
            }
        }
    }

    /** What was written and not moved; that it stays is no reason to tell less of why. */
    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            beside.toFile().deleteOnExit();
        }
    }
}
