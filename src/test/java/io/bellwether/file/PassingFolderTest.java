package io.bellwether.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassingFolderTest {

    @Test
    void itIsGoneWhenItIsClosed() throws Exception {
        Path path;
        try (PassingFolder folder = PassingFolder.create("bellwether-test")) {
            path = folder.path();
            Files.writeString(path.resolve("run-0"), "x");
            Files.writeString(Files.createDirectory(path.resolve("below")).resolve("file"), "xy");
            assertThat(folder.bytes()).isEqualTo(3);
        }
        assertThat(path).doesNotExist();
    }

    /** Runs in a process of its own, which ends in the middle. */
    public static final class Ended {
        private Ended() {}

        public static void main(String[] args) throws Exception {
            PassingFolder folder = PassingFolder.create("bellwether-test");
            Files.writeString(folder.path().resolve("run-0"), "x");
            System.exit(3);
        }
    }

    @Test
    void itIsGoneWhenTheProcessIsEnded(@TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ended.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(temporary).isEmptyDirectory();
    }
}
