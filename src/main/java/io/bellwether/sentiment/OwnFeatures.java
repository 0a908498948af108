package io.bellwether.sentiment;

/**
 * The writer's own words once more and apart, so that a hashtag or a quoted post does not speak over them. Only in
 * messages that have such: plain ones cost nothing here.
 */
final class OwnFeatures {
    private static final int SHAPE_SALT = 0x27D4EB2F + 500;
    private static final int TAG_SALT = 0x6C078965;
    private static final int OWN_SALT = 0x2545F491;
    private static final int PRIME = 0x9E3779B1;

    final OwnWords words = new OwnWords();
    private final Features out;

    OwnFeatures(Features out) {
        this.out = out;
    }

    void extract(Tokens tokens) {
        words.read(tokens);
        if (!words.all()) {
            shape(tokens);
            ownWords(tokens);
        }
    }

    private void shape(Tokens tokens) {
        int comment = words.passedOn == 0 ? 1 : 2;
        out.add(SHAPE_SALT + (words.passedOn == tokens.size ? 0 : comment), -1, -1);
        out.add(SHAPE_SALT + 10 + Math.min(3, words.tags), -1, -1);
        out.add(SHAPE_SALT + 20 + Math.min(3, words.links), -1, -1);
        out.add(SHAPE_SALT + 30 + 32 - Integer.numberOfLeadingZeros(words.count), -1, -1);
    }

    private void ownWords(Tokens tokens) {
        int before = 0;
        for (int i = 0; i < tokens.size; i++) {
            if (words.isOwn(i)) {
                int hash = (OWN_SALT ^ tokens.hashes[i]) * PRIME;
                out.add(hash, tokens.starts[i], tokens.ends[i]);
                if (before != 0) {
                    out.add((before << 13 | before >>> 19) * PRIME ^ hash, tokens.starts[i - 1], tokens.ends[i]);
                }
                before = hash;
            } else {
                before = 0;
                int end = words.endOfTag(i);
                if (end > i) {
                    tag(tokens, i, end);
                }
                i = end;
            }
        }
    }

    private void tag(Tokens tokens, int start, int end) {
        int hash = TAG_SALT;
        for (int i = start; i <= end; i++) {
            hash = (hash ^ tokens.hashes[i]) * PRIME;
            hash = hash << 13 | hash >>> 19;
        }
        out.add(hash, tokens.starts[start], tokens.ends[end]);
    }
}
