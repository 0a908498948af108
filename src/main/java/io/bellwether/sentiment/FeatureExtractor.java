package io.bellwether.sentiment;

/**
 * Turns a normal text into hashed features: token n-grams (which are character n-grams in Chinese and word n-grams
 * elsewhere), character n-grams inside words, negated words, lexicon classes, the writer's own words
 * apart from tags and quoted posts, and a few marks of the whole message. Every family has its own salt, so equal strings of different families do not meet.
 */
final class FeatureExtractor {
    /** Raised with every change of features: a model file of another version is refused. */
    static final int VERSION = 3;

    private static final int HAN_GRAM = 4;
    /** Tokens at either end of a message that are marked as such: complaints open and close with their point. */
    private static final int EDGE = 10;

    private static final int WORD_GRAM = 3;
    private static final int MIN_CHARS = 2;
    private static final int MAX_CHARS = 5;
    /** Words after a negation that it reaches, unless punctuation ends it before. */
    private static final int NEGATION_REACH = 4;

    private static final int GRAM_SALT = 0x1B873593;
    private static final int CHARS_SALT = 0x52DCE729;
    private static final int NEGATED_SALT = 0x7ED55D16;
    private static final int LEXICON_SALT = 0x165667B1;
    private static final int OPENING_SALT = 0x5BD1E995;
    private static final int CLOSING_SALT = 0x3C6EF372;
    private static final int MESSAGE_SALT = 0x27D4EB2F;
    private static final int PRIME = 0x9E3779B1;

    private final Features out;
    private final OwnFeatures own;
    private final ListedWords listed;
    private NormalText text;
    private Tokens tokens;

    /** Words and emoji of praise and of blame so far, negation turned. */
    private int praise;

    private int blame;

    FeatureExtractor(Features out) {
        this.out = out;
        own = new OwnFeatures(out);
        listed = new ListedWords(out);
    }

    void extract(NormalText normalText, Tokens read, int language) {
        text = normalText;
        tokens = read;
        out.clear();
        praise = 0;
        blame = 0;
        wholeMessage(language);
        own.extract(tokens);
        if (language == Language.ZH.ordinal()) {
            listed.read(tokens, own.words);
        }
        int negated = 0;
        for (int i = 0; i < tokens.size; i++) {
            grams(i);
            edges(i);
            byte kind = tokens.kinds[i];
            if (kind == CharTable.WORD) {
                insideWord(i);
                negated = words(i, negated);
            } else if (kind == CharTable.SYMBOL) {
                negated = 0;
                symbol(i);
            }
        }
        balance();
    }

    private void wholeMessage(int language) {
        out.add(MESSAGE_SALT + 100 + language, -1, -1);
        out.add(MESSAGE_SALT + 200 + Math.min(3, text.elongations), -1, -1);
        out.add(MESSAGE_SALT + 300 + Math.min(3, text.shouted), -1, -1);
        out.add(MESSAGE_SALT + 400 + bits(tokens.size), -1, -1);
    }

    /** What praise and blame come to: the one word that tips a message counts for more than its neighbours. */
    private void balance() {
        if (praise + blame > 0) {
            out.add(MESSAGE_SALT + 600 + Math.max(-3, Math.min(3, praise - blame)), -1, -1);
            out.add(MESSAGE_SALT + 620 + 3 * Math.min(2, praise) + Math.min(2, blame), -1, -1);
        }
    }

    private static int bits(int n) {
        return 32 - Integer.numberOfLeadingZeros(n);
    }

    private void grams(int i) {
        int limit = Math.min(tokens.size, i + HAN_GRAM);
        int start = tokens.starts[i];
        int hash = GRAM_SALT;
        boolean word = false;
        for (int j = i; j < limit; j++) {
            word |= tokens.kinds[j] == CharTable.WORD;
            if (word && j - i >= WORD_GRAM) {
                return;
            }
            hash = (hash ^ tokens.hashes[j]) * PRIME;
            hash = hash << 13 | hash >>> 19;
            out.add(hash, start, tokens.ends[j]);
        }
    }

    private void edges(int i) {
        if (i < EDGE || i >= tokens.size - EDGE) {
            int hash = ((i < EDGE ? OPENING_SALT : CLOSING_SALT) ^ tokens.hashes[i]) * PRIME;
            out.add(hash, tokens.starts[i], tokens.ends[i]);
        }
    }

    /** Character n-grams of a word with its two borders, so that endings and beginnings show. */
    private void insideWord(int i) {
        int from = tokens.starts[i] - 1;
        int to = tokens.ends[i] + 1;
        for (int start = from; start < to - 1; start++) {
            int hash = CHARS_SALT;
            int limit = Math.min(to, start + MAX_CHARS);
            for (int at = start; at < limit; at++) {
                boolean border = at == from || at == to - 1;
                hash = (hash ^ (border ? 1 : text.codePoints[at])) * PRIME;
                hash = hash << 13 | hash >>> 19;
                if (at - start + 1 >= MIN_CHARS) {
                    out.add(hash, Math.max(start, from + 1), Math.min(at + 1, to - 1));
                }
            }
        }
    }

    private int words(int i, int negated) {
        int hash = tokens.hashes[i];
        int left = negated;
        int polarity = Lexicon.polarity(hash);
        if (polarity != 0) {
            int sign = negated > 0 ? -polarity : polarity;
            count(sign);
            out.add(LEXICON_SALT + sign, tokens.starts[i], tokens.ends[i]);
        }
        if (negated > 0) {
            out.add(NEGATED_SALT + hash, tokens.starts[i], tokens.ends[i]);
            left--;
        }
        return Lexicon.negates(hash) ? NEGATION_REACH : left;
    }

    private void symbol(int i) {
        int polarity = Lexicon.emoji(text.codePoints[tokens.starts[i]]);
        if (polarity != 0) {
            count(polarity);
            out.add(LEXICON_SALT + 10 * polarity, tokens.starts[i], tokens.ends[i]);
        }
    }

    private void count(int sign) {
        praise += sign > 0 ? 1 : 0;
        blame += sign < 0 ? 1 : 0;
    }
}
