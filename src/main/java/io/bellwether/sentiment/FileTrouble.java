package io.bellwether.sentiment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.Model.CommandSpec;

/** Says on stderr which file is wrong and how; exit code 2, as for wrong usage. */
final class FileTrouble {
    private static final int EXIT = 2;

    private FileTrouble() {}

    static int report(CommandSpec spec, IOException e) {
        spec.commandLine().getErr().println(message(e));
        spec.commandLine().getErr().flush();
        return EXIT;
    }

    private static String message(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return e.getMessage() + ": there is no such file";
        }
        return e instanceof AccessDeniedException ? e.getMessage() + ": access denied" : e.getMessage();
    }
}
