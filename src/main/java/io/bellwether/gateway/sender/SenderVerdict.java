package io.bellwether.gateway.sender;

/** What a check of a sender says; also the label under which failures are counted. */
public enum SenderVerdict {
    /** It is who it says. */
    GENUINE("genuine"),
    /** Nothing was there to check. */
    MISSING("missing"),
    /** Another secret, or something was changed on the way. */
    WRONG("wrong"),
    /** Its time is too far from now: perhaps somebody sends again what they overheard. */
    OUT_OF_WINDOW("out_of_window"),
    /** What is signed or encrypted cannot be read. */
    UNREADABLE("unreadable");

    private final String label;

    SenderVerdict(String label) {
        this.label = label;
    }

    /** The name as a label. */
    public String label() {
        return label;
    }
}
