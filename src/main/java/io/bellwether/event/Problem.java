package io.bellwether.event;

/** Why a record is no event, before it is known where the record came from. */
record Problem(RejectionReason reason, String detail) {
    private static final int LONGEST_QUOTE = 64;

    /** A value of a field with a vocabulary, fit for one line: at most 64 characters. It is {@link PlainText}. */
    static String quote(String value) {
        String cut = value;
        if (value.length() > LONGEST_QUOTE) {
            int end = Character.isHighSurrogate(value.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
            cut = value.substring(0, end);
        }
        return '"' + cut + (cut.length() < value.length() ? "…\"" : "\"");
    }
}
