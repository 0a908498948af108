package io.bellwether.file;

/** A file or an option that cannot be used; the message is for the person at the keyboard and the exit code is 2. */
public final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unusable(String message) {
        super(message);
    }
}
