package io.bellwether.sentiment;

/** Faces typed with punctuation and letters, western and eastern. */
final class Faces {
    private static final String[] HAPPY = {
        ":-)",
        ":)",
        ":-D",
        ":D",
        ";-)",
        ";)",
        "=)",
        "=D",
        ":-P",
        ":P",
        ":p",
        ":]",
        ":*",
        "<3",
        "^_^",
        "^^",
        "^o^",
        "^.^",
        "(^_^)",
        "(^-^)",
        "\\o/",
        "(≧▽≦)",
        "(*^_^*)",
        "(๑•̀ㅂ•́)و✧",
        ":'D"
    };
    private static final String[] SAD = {
        ":-(", ":(", ":'(", ":/", ":-/", ":[", "=(", "T_T", "T.T", "TT_TT", "T^T", "QAQ", "QwQ", "TAT", ">_<", ">.<",
        "-_-", "=_=", "(╯°□°)╯", "(╥﹏╥)", "╮(╯▽╰)╭", "(＞﹏＜)", "</3", "→_→", "¬_¬"
    };

    private Faces() {}

    /** Length of the longest face that starts here, 0 if none does. */
    static int lengthAt(String text, int at) {
        char first = text.charAt(at);
        return starts(first) ? Math.max(longest(HAPPY, text, at), longest(SAD, text, at)) : 0;
    }

    static boolean isHappy(String text, int at, int length) {
        return longest(HAPPY, text, at) == length;
    }

    private static boolean starts(char c) {
        return ":;=<^(\\TQ>-tq╮→¬".indexOf(c) >= 0;
    }

    private static int longest(String[] faces, String text, int at) {
        int best = 0;
        for (String face : faces) {
            boolean found = face.length() > best && text.startsWith(face, at);
            if (found && endsThere(text, at + face.length())) {
                best = face.length();
            }
        }
        return best;
    }

    /** {@code 如下:(1)} and {@code :Dortmund} are no faces: a letter or digit may not follow directly. */
    private static boolean endsThere(String text, int end) {
        return end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
}
