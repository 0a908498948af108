package io.bellwether.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for people who read it in columns: how wide it is on a terminal, where Chinese, Japanese and Korean characters and
 * emoji take two columns and marks that join a character none, and how to make it fit.
 */
public final class ReportText {

    /** What a reader sees as one character: with its marks, joined emoji, both letters of a flag. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private static final int EMOJI_STYLE = 0xFE0F;

    /** First and last code points of what is wide, after Unicode's EastAsianWidth (W and F), neighbours taken together. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x2329, 0x232A},
        {0x23E9, 0x23EC},
        {0x23F0, 0x23F0},
        {0x23F3, 0x23F3},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x267F, 0x267F},
        {0x2693, 0x2693},
        {0x26A1, 0x26A1},
        {0x26AA, 0x26AB},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x26CE, 0x26CE},
        {0x26D4, 0x26D4},
        {0x26EA, 0x26EA},
        {0x26F2, 0x26F3},
        {0x26F5, 0x26F5},
        {0x26FA, 0x26FA},
        {0x26FD, 0x26FD},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x274E, 0x274E},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x27B0, 0x27B0},
        {0x27BF, 0x27BF},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18D08},
        {0x1AFF0, 0x1B2FB},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F1E6, 0x1F320},
        {0x1F32D, 0x1F335},
        {0x1F337, 0x1F37C},
        {0x1F37E, 0x1F393},
        {0x1F3A0, 0x1F3CA},
        {0x1F3CF, 0x1F3D3},
        {0x1F3E0, 0x1F3F0},
        {0x1F3F4, 0x1F3F4},
        {0x1F3F8, 0x1F43E},
        {0x1F440, 0x1F440},
        {0x1F442, 0x1F4FC},
        {0x1F4FF, 0x1F53D},
        {0x1F54B, 0x1F567},
        {0x1F57A, 0x1F57A},
        {0x1F595, 0x1F596},
        {0x1F5A4, 0x1F5A4},
        {0x1F5FB, 0x1F64F},
        {0x1F680, 0x1F6C5},
        {0x1F6CC, 0x1F6CC},
        {0x1F6D0, 0x1F6DF},
        {0x1F6EB, 0x1F6EC},
        {0x1F6F4, 0x1F6FC},
        {0x1F7E0, 0x1F7F0},
        {0x1F90C, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private ReportText() {}

    /** Columns that a text takes. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return CLUSTER.matcher(text)
                        .results()
                        .mapToInt(one -> clusterWidth(one.group()))
                        .sum();
            }
            width += Character.isISOControl(text.charAt(i)) ? 0 : 1;
        }
        return width;
    }

    /** Whatever joins a wide character takes no room of its own; what is shown as an emoji is wide. */
    private static int clusterWidth(String cluster) {
        int sum = 0;
        for (int i = 0; i < cluster.length(); i += Character.charCount(cluster.codePointAt(i))) {
            int point = cluster.codePointAt(i);
            if (point == EMOJI_STYLE && i > 0 || sum == 0 && width(point) == 2) {
                return 2;
            }
            sum += width(point);
        }
        return sum;
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        int low = 0;
        int high = WIDE.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (point < WIDE[middle][0]) {
                high = middle - 1;
            } else if (point > WIDE[middle][1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The text in exactly so many columns, cut with an ellipsis where it is wider. No character is cut in two. */
    static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text + " ".repeat(columns - width(text));
        }
        StringBuilder cut = new StringBuilder();
        int width = 0;
        Matcher clusters = CLUSTER.matcher(text);
        while (clusters.find()) {
            int own = clusterWidth(clusters.group());
            if (width + own > columns - 1) {
                break;
            }
            cut.append(clusters.group());
            width += own;
        }
        return cut.append('…').append(" ".repeat(columns - width - 1)).toString();
    }

    /**
     * Appends a paragraph, wrapped between words, further lines indented.
     *
     * @param columns of a line; a word that is wider stands on a line of its own
     */
    static void paragraph(StringBuilder out, String words, int columns) {
        int column = 0;
        for (String word : words.split(" ")) {
            int own = width(word);
            if (column > 0 && column + 1 + own > columns) {
                out.append("\n  ");
                column = 2;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += own;
        }
        out.append('\n');
    }
}
