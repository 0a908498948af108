package io.bellwether.bench;

/** Who is told how far a bench is. */
public interface Progress {

    /** @param share of what is done, 0 to 1; @param note what is known of it, or nothing */
    void at(String what, double share, String note);

    /** What was told last is done. */
    void end();
}
