package io.bellwether.sentiment;

import java.util.Arrays;

/**
 * Which tokens of a message its writer says now: not its hashtags, mentions and links, nor the posts that it passes on
 * ({@code //@name: …}). In a post that only passes on, what is passed on speaks for the writer.
 */
final class OwnWords {
    private static final int TAG = Tokens.hash(0, '#');
    private static final int SLASH = Tokens.hash(0, '/');
    private static final int USER = Tokens.hash(0, Marks.USER);
    private static final int LINK = Tokens.hash(0, Marks.LINK);

    /** A longer stretch between two # is no hashtag. */
    private static final int LONGEST_TAG = 40;

    private boolean[] own = new boolean[128];
    private boolean plain;
    int count;
    int tags;
    int links;

    /** First token of the posts that are passed on; the number of tokens where there are none. */
    int passedOn;

    private Tokens tokens;

    void read(Tokens read) {
        tokens = read;
        if (isPlain()) {
            count = tokens.size;
            passedOn = tokens.size;
            return;
        }
        if (own.length < tokens.size) {
            own = new boolean[tokens.size + 64];
        }
        Arrays.fill(own, 0, tokens.size, false);
        count = 0;
        tags = 0;
        links = 0;
        passedOn = tokens.size;
        for (int i = 0; i < passedOn; i++) {
            i = next(i);
        }
        if (passedOn < tokens.size && count == 0) {
            ownWhatIsPassedOn();
        }
    }

    /** Whether every token is the writer's own, as in most messages. */
    boolean all() {
        return count == tokens.size;
    }

    boolean isOwn(int token) {
        return plain || own[token];
    }

    /** Most messages have none of the marks that this is about: they cost one look at each token. */
    private boolean isPlain() {
        plain = true;
        for (int i = 0; i < tokens.size && plain; i++) {
            int hash = tokens.hashes[i];
            plain = hash != TAG && hash != USER && hash != LINK;
        }
        return plain;
    }

    /** Judges token {@code i}; returns the last token that was judged with it. */
    private int next(int i) {
        int hash = tokens.hashes[i];
        if (tokens.kinds[i] == CharTable.SYMBOL) {
            if (hash == SLASH && isPassedOn(i)) {
                passedOn = i;
                return i;
            }
            int end = endOfTag(i);
            if (end > i || hash == USER || hash == LINK) {
                tags += end > i ? 1 : 0;
                links += hash == LINK ? 1 : 0;
                return end;
            }
        }
        own[i] = true;
        count++;
        return i;
    }

    private boolean isPassedOn(int i) {
        return i + 2 < tokens.size && tokens.hashes[i + 1] == SLASH && tokens.hashes[i + 2] == USER;
    }

    /** The token of the # that closes the hashtag which begins at {@code i}; {@code i} where none begins. */
    int endOfTag(int i) {
        if (tokens.hashes[i] != TAG || i >= passedOn) {
            return i;
        }
        int limit = Math.min(passedOn, i + LONGEST_TAG);
        int end = i + 1;
        while (end < limit && tokens.hashes[end] != TAG && !(tokens.hashes[end] == SLASH && isPassedOn(end))) {
            end++;
        }
        return end < limit && end > i + 1 && tokens.hashes[end] == TAG ? end : i;
    }

    private void ownWhatIsPassedOn() {
        for (int i = passedOn; i < tokens.size; i++) {
            int hash = tokens.hashes[i];
            own[i] = hash != USER && hash != SLASH && hash != LINK;
            count += own[i] ? 1 : 0;
        }
    }
}
