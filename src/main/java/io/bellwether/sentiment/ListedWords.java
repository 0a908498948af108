package io.bellwether.sentiment;

/**
 * What the list of moods says of a Chinese message: features of the moods of its words, negated ones apart, what follows
 * what, and which there are in the whole message.
 */
final class ListedWords {
    /** Tokens after a negation that it reaches, unless punctuation ends it before. */
    private static final int REACH = 4;

    private static final int NEGATED = 16;
    private static final int MOOD_SALT = 0x6A09E667;
    private static final int PAIR_SALT = MOOD_SALT + 100;
    private static final int SEEN_SALT = MOOD_SALT + 2_000;
    private static final int OWN_SEEN_SALT = MOOD_SALT + 3_000;
    private static final int OPENING_BRACKET = Tokens.hash(0, '[');
    private static final int CLOSING_BRACKET = Tokens.hash(0, ']');

    private final Features out;
    private int negatedUntil;
    private int before;
    private int seen;
    private int ownSeen;

    /** Tokens before this one need no more looking at: words of mood and the punctuation between. */
    private int judged;

    ListedWords(Features out) {
        this.out = out;
    }

    void read(Tokens tokens, OwnWords own) {
        negatedUntil = -1;
        before = 0;
        seen = 0;
        ownSeen = 0;
        judged = 0;
        for (int i = WordLists.next(tokens, 0); i < tokens.size; i = WordLists.next(tokens, i + 1)) {
            int found = WordLists.at(tokens, i);
            if (i >= judged && WordLists.mood(found) >= 0) {
                mood(tokens, i, found, own);
            }
        }
        out.add(SEEN_SALT + seen, -1, -1);
        if (!own.all()) {
            out.add(OWN_SEEN_SALT + ownSeen, -1, -1);
        }
    }

    private void mood(Tokens tokens, int first, int found, OwnWords own) {
        if (endsAClause(tokens, judged, first)) {
            negatedUntil = -1;
            before = 0;
        }
        int last = first + WordLists.length(found) - 1;
        judged = last + 1;
        int mood = WordLists.mood(found);
        if (mood == WordLists.NEGATION) {
            negatedUntil = last + REACH;
            return;
        }
        int value = 1 + mood + (first <= negatedUntil ? NEGATED : 0);
        out.add(MOOD_SALT + value, tokens.starts[first], tokens.ends[last]);
        if (before != 0) {
            out.add(PAIR_SALT + before * 32 + value, tokens.starts[first], tokens.ends[last]);
        }
        before = value;
        seen |= 1 << mood;
        ownSeen |= own.isOwn(first) ? 1 << mood : 0;
    }

    /** Whether there is punctuation between; posts write their emoji as a word in brackets, those end no clause. */
    private static boolean endsAClause(Tokens tokens, int from, int to) {
        for (int i = from; i <= to; i++) {
            if (tokens.kinds[i] == CharTable.SYMBOL
                    && tokens.hashes[i] != OPENING_BRACKET
                    && tokens.hashes[i] != CLOSING_BRACKET) {
                return true;
            }
        }
        return false;
    }
}
