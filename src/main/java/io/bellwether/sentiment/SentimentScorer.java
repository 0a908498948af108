package io.bellwether.sentiment;

/**
 * Scores one message at a time. Never throws and never returns null: what cannot be scored is
 * {@link Sentiment#UNSCORED}. Holds reusable buffers, so one instance belongs to one thread (one per Flink subtask).
 */
public interface SentimentScorer {
    /**
     * @param text message text; null or blank is unscored
     * @param languageHint language of the case as the source states it ({@code zh}, {@code en-GB}, …), or null. It decides
     *     where the script leaves a choice; a text in Chinese characters is read as Chinese whatever a Latin hint says
     */
    Sentiment score(String text, String languageHint);
}
