package io.bellwether.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What is in the state folder of a job that runs in another process. */
public final class StateLook {

    private StateLook() {}

    /** Whether a start would find a state there, if the job were killed now. */
    public static boolean holdsState(Path folder) {
        try {
            return StateFolder.holdsState(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
