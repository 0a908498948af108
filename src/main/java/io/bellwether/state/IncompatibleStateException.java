package io.bellwether.state;

/** A state was written in a way that this release does not read. */
public final class IncompatibleStateException extends RuntimeException {

    static final String WHAT_TO_DO =
            "start it with the release that wrote it, or begin without the state as docs/operations.md says";

    private static final long serialVersionUID = 1L;

    IncompatibleStateException(String problem) {
        super("the state cannot be restored: " + problem + "; " + WHAT_TO_DO);
    }
}
