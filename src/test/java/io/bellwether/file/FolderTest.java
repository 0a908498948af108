package io.bellwether.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir
    private Path folder;

    @Test
    void listsInTheOrderOfNames() throws IOException {
        for (String name : new String[] {"c", "a", ".hidden", "b"}) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(Files.createDirectory(folder.resolve("sub")).resolve("inner"));
        assertThat(Folder.entries(folder))
                .extracting(path -> path.getFileName().toString())
                .containsExactly(".hidden", "a", "b", "c", "sub");
    }

    @Test
    void saysWhichFolderIsMissingOrNone() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Folder.entries(missing)).isInstanceOf(NoSuchFileException.class);
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Folder.entries(file)).isInstanceOf(NotDirectoryException.class);
    }

    /** As of a network drive that goes away: no file system of a test does so when it is asked to. */
    @Test
    void aListingThatBreaksOffIsAnErrorThatIsExpected() {
        IOException gone = new IOException("Stale file handle");
        Stream<Path> breaking = Stream.of("a", "b").map(Path::of).peek(path -> {
            if (path.endsWith("b")) {
                throw new UncheckedIOException(gone);
            }
        });
        assertThatThrownBy(() -> Folder.sorted(breaking)).isSameAs(gone);
    }
}
