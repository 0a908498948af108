package io.bellwether.sentiment;

/**
 * How one message sounds. Where {@code scored} is false every number is 0 and means nothing: such a message counts as
 * unscored, never as neutral.
 *
 * @param score −1 (angry) to 1 (happy): {@code positive − negative}
 * @param negative calibrated probability; the three sum to 1 where scored
 * @param language the ISO 639-1 code that the scorer used, {@code und} where emoji alone decided, null where unscored
 */
public record Sentiment(
        boolean scored, double score, double negative, double neutral, double positive, String language) {

    /** No text, no letters, or a language that the model does not know. */
    public static final Sentiment UNSCORED = new Sentiment(false, 0, 0, 0, 0, null);

    /** The most probable class; meaningless where {@code scored} is false. Ties go to the class further from positive. */
    public Polarity polarity() {
        if (negative >= neutral && negative >= positive) {
            return Polarity.NEGATIVE;
        }
        return neutral >= positive ? Polarity.NEUTRAL : Polarity.POSITIVE;
    }
}
