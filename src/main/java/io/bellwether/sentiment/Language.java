package io.bellwether.sentiment;

/** Languages that the model knows; the ordinal is part of the features, so constants are only ever appended. */
enum Language {
    UND,
    ZH,
    EN,
    AR,
    DE,
    ES,
    FR,
    HI,
    IT,
    PT;

    private static final Language[] ALL = values();

    private final String code = name().toLowerCase(java.util.Locale.ROOT);

    /** ISO 639-1; {@code und} for a message of emoji alone. */
    String code() {
        return code;
    }

    /** The language of a tag such as {@code pt-BR} or {@code zh_Hans}; null where the model does not know it. */
    static Language ofTag(String tag) {
        int end = 0;
        while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
            end++;
        }
        for (Language language : ALL) {
            if (language.code.length() == end && tag.regionMatches(true, 0, language.code, 0, end)) {
                return language;
            }
        }
        return isChinese(tag, end) ? ZH : null;
    }

    private static boolean isChinese(String tag, int end) {
        String primary = tag.substring(0, end).toLowerCase(java.util.Locale.ROOT);
        return primary.equals("cmn") || primary.equals("yue") || primary.equals("zho") || primary.equals("chi");
    }
}
