package io.bellwether.sentiment;

import java.util.Arrays;
import java.util.Objects;

/**
 * The language of a message: by its script where that says enough, by the hint where there is one, by small words
 * otherwise. Null where the model does not know the language: such a message stays unscored.
 */
final class LanguageGuess {
    /** A Chinese character says as much as this many letters, so 「这个 app 太 laggy 了」 is Chinese. */
    private static final int HAN_WEIGHT = 3;

    /** Letters that no supported language in Latin script uses. */
    private static final String FOREIGN_LATIN = "ąćęłńśźżčďěňřšťůžőűğışțșăđơưāēīūģķļņėįųøåæþðħ";

    /** Letters of Persian, Urdu, Pashto and Kurdish that Arabic does not have. */
    private static final String FOREIGN_ARABIC = "پچژگکیٹڈڑںےھۀۃەۆێ";

    private static final int[] KEYS = new int[1 << 12];

    /** One bit for each line of languages.txt. */
    private static final int[] LINES = new int[KEYS.length];

    private static final Language[] LANGUAGES = new Language[32];
    private static int lineCount;

    static {
        WordFile.lines("languages.txt").forEach(line -> readLine(line.split(" ")));
    }

    /** Messages of one source come with one hint: it is read once. */
    private String lastHint;

    private Language lastHinted;
    private boolean lastHintUnknown;

    private final int[] votes = new int[32];
    private int han;
    private int latin;
    private int arabic;
    private int devanagari;
    private int kana;
    private int other;
    private int foreign;

    /** @param hint as the source states it, or null */
    Language guess(NormalText text, Tokens tokens, String hint) {
        count(text);
        if (!Objects.equals(hint, lastHint)) {
            read(hint);
        }
        if (lastHintUnknown) {
            return null;
        }
        Language hinted = lastHinted;
        int most = Math.max(Math.max(latin, han * HAN_WEIGHT), Math.max(arabic, Math.max(devanagari, other)));
        if (most == 0) {
            return hasMood(tokens) ? Language.UND : null;
        }
        if (most == other || kana * 4 > han + kana) {
            return null;
        }
        if (most == han * HAN_WEIGHT) {
            return Language.ZH;
        }
        if (most == arabic) {
            return foreign * 12 > arabic && hinted != Language.AR ? null : Language.AR;
        }
        return most == devanagari ? Language.HI : latin(tokens, hinted);
    }

    private void read(String hint) {
        boolean says = hint != null && !isVague(hint);
        lastHinted = says ? Language.ofTag(hint) : null;
        lastHintUnknown = says && lastHinted == null;
        lastHint = hint;
    }

    private static boolean isVague(String hint) {
        return hint.isBlank() || hint.regionMatches(true, 0, "und", 0, 3) || hint.regionMatches(true, 0, "mul", 0, 3);
    }

    private void count(NormalText text) {
        han = latin = arabic = devanagari = kana = other = foreign = 0;
        for (int i = 0; i < text.length; i++) {
            if (text.kinds[i] == CharTable.HAN) {
                han++;
            } else if (text.kinds[i] == CharTable.WORD) {
                countLetter(text.codePoints[i]);
            }
        }
    }

    private void countLetter(int c) {
        if (c >= 'a' && c <= 'z') {
            latin++;
        } else if (c < 0x80) {
            return;
        } else if (c < 0x250 || c >= 0x1E00 && c < 0x1F00) {
            latin++;
            foreign += FOREIGN_LATIN.indexOf(c) >= 0 || c >= 0x1E00 ? 1 : 0;
        } else if (c >= 0x600 && c < 0x780) {
            arabic++;
            foreign += FOREIGN_ARABIC.indexOf(c) >= 0 ? 1 : 0;
        } else if (c >= 0x900 && c < 0x980) {
            devanagari++;
        } else {
            kana += c >= 0x3040 && c < 0x3100 ? 1 : 0;
            other++;
        }
    }

    /** Emoji and faces speak every language; punctuation and digits alone say nothing. */
    private static boolean hasMood(Tokens tokens) {
        for (int i = 0; i < tokens.size; i++) {
            if (Lexicon.isMoodHash(tokens.hashes[i])) {
                return true;
            }
        }
        return false;
    }

    private Language latin(Tokens tokens, Language hinted) {
        boolean decided = hinted != null && hinted != Language.ZH && hinted != Language.AR;
        if (decided) {
            return hinted;
        }
        if (foreign * 15 > latin) {
            return null;
        }
        int best = vote(tokens);
        return votes[best] == 0 ? Language.EN : LANGUAGES[best];
    }

    private int vote(Tokens tokens) {
        Arrays.fill(votes, 0, lineCount, 0);
        for (int i = 0; i < tokens.size; i++) {
            int lines = tokens.kinds[i] == CharTable.WORD ? LINES[slot(tokens.hashes[i])] : 0;
            int share = lines == 0 ? 0 : 12 / Integer.bitCount(lines);
            for (; lines != 0; lines &= lines - 1) {
                votes[Integer.numberOfTrailingZeros(lines)] += Math.max(1, share);
            }
        }
        int best = 0;
        for (int line = 1; line < lineCount; line++) {
            best = votes[line] > votes[best] ? line : best;
        }
        return best;
    }

    private static void readLine(String[] words) {
        LANGUAGES[lineCount] = Language.ofTag(words[0]);
        for (int i = 1; i < words.length; i++) {
            int hash = Tokens.hashOf(words[i]);
            int slot = slot(hash);
            KEYS[slot] = hash;
            LINES[slot] |= 1 << lineCount;
        }
        lineCount++;
    }

    private static int slot(int hash) {
        int slot = hash * 0x9E3779B1 >>> 20;
        while (KEYS[slot] != 0 && KEYS[slot] != hash) {
            slot = slot + 1 & KEYS.length - 1;
        }
        return slot;
    }
}
