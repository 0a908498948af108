package io.bellwether.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The public corpora beside the project, which are not part of it. */
final class SentimentData {
    private static final Path FOLDER = Path.of("../shared/data/sentiment");

    private SentimentData() {}

    static boolean isThere() {
        return Files.isDirectory(FOLDER);
    }

    /** Skips the test where the corpora are missing; fails it in CI, where they must not be. */
    static void require() {
        if (!isThere() && "true".equals(System.getenv("CI"))) {
            Assertions.fail(FOLDER + " is missing, and CI must measure the bundled model");
        }
        Assumptions.assumeTrue(isThere(), FOLDER + " is missing: the bundled model is not measured");
    }

    static List<Path> training() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".train.tsv.gz"))
                    .sorted()
                    .toList();
        }
    }

    static List<Corpus.Message> validation(String set) throws IOException {
        return Corpus.read(FOLDER.resolve(set + ".val.tsv.gz"));
    }
}
