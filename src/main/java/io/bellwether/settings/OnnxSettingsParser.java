package io.bellwether.settings;

import io.bellwether.sentiment.Polarity;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code sentiment_onnx} of {@code bellwether.yaml}. */
final class OnnxSettingsParser {

    private static final int MOST_TOKENS = 8_192;
    private static final int MOST_TEXTS = 1_024;
    private static final int MOST_THREADS = 256;

    private OnnxSettingsParser() {}

    /** What a section says; null where it is missing or null, and then nothing of a heavier model is loaded. */
    static OnnxSettings parse(YamlMap root, String key) {
        YamlValue value = root.value(key);
        if (value == null || value.isNull()) {
            return null;
        }
        YamlMap map = value.map();
        OnnxSettings settings = new OnnxSettings(
                needed(map, "model", "the file of the ONNX model"),
                needed(map, "vocabulary", "the file of its word pieces, its vocab.txt"),
                labels(map),
                languages(map),
                map.flag("lower_case", true),
                map.whole("max_tokens", OnnxSettings.DEFAULT_MAX_TOKENS, 3, MOST_TOKENS),
                temperature(map),
                map.whole("batch", OnnxSettings.DEFAULT_BATCH, 1, MOST_TEXTS),
                map.duration("max_wait", OnnxSettings.DEFAULT_MAX_WAIT_MILLIS),
                timeout(map),
                map.whole("threads", OnnxSettings.DEFAULT_THREADS, 1, MOST_THREADS));
        map.done();
        return settings;
    }

    private static String needed(YamlMap map, String key, String what) {
        return map.required(key, what);
    }

    private static List<Polarity> labels(YamlMap map) {
        List<Polarity> labels = new ArrayList<>();
        for (String word : map.words("labels")) {
            Polarity label = Polarity.ofLabel(word);
            if (label == null) {
                map.error("labels", "must be negative, neutral or positive, not " + word);
            } else {
                labels.add(label);
            }
        }
        if (!labels.contains(Polarity.NEGATIVE) || !labels.contains(Polarity.POSITIVE)) {
            map.error(
                    "labels",
                    "must name the class of each output in order (id2label in the model's config.json), negative and"
                            + " positive among them");
        }
        return labels;
    }

    private static List<String> languages(YamlMap map) {
        List<String> languages = map.words("languages");
        for (String language : languages) {
            if (!SentimentModel.languages().contains(language)) {
                map.error("languages", language + " is none of " + SentimentModel.languages());
            }
        }
        return languages;
    }

    private static double temperature(YamlMap map) {
        String text = map.text("temperature", Double.toString(OnnxSettings.DEFAULT_TEMPERATURE));
        double temperature = Numbers.parse(text);
        if (temperature >= 0.01 && temperature <= 100) {
            return temperature;
        }
        map.error("temperature", "must be a number from 0.01 to 100, not " + text);
        return OnnxSettings.DEFAULT_TEMPERATURE;
    }

    private static long timeout(YamlMap map) {
        long millis = map.duration("timeout", OnnxSettings.DEFAULT_TIMEOUT_MILLIS);
        if (millis <= 0) {
            map.error("timeout", "must be longer than nothing");
        }
        return millis;
    }
}
