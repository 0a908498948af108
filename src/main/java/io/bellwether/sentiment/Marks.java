package io.bellwether.sentiment;

/** Stand-ins, in the private use area, for what is masked or folded into a class. Each is a token of its own. */
final class Marks {
    static final int USER = 0xE001;
    static final int LINK = 0xE002;
    static final int MAIL = 0xE003;
    static final int NUMBER = 0xE004;
    static final int HAPPY_FACE = 0xE005;
    static final int SAD_FACE = 0xE006;

    private static final String[] NAMES = {"@user", "link", "e-mail", "number", ":)", ":("};

    private Marks() {}

    /** A name to show to people, or null where the code point is no mark. */
    static String name(int codePoint) {
        return codePoint >= USER && codePoint <= SAD_FACE ? NAMES[codePoint - USER] : null;
    }
}
