package io.bellwether.command;

import io.bellwether.sentiment.Polarity;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
import io.bellwether.sentiment.onnx.ClassifierException;
import io.bellwether.sentiment.onnx.HeavierScorer;
import io.bellwether.sentiment.onnx.OnnxClassifier;
import io.bellwether.sentiment.onnx.OnnxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which model a command is about: the bundled one, one of one's own, or a heavier one in front of either. */
final class ModelOptions {

    @Option(names = "--model", paramLabel = "FILE", description = "A model file; the bundled model without.")
    private Path model;

    @ArgGroup(
            exclusive = false,
            heading = "%nA heavier model (docs/heavier-model.md), with the linear one where it has no answer:%n")
    private Onnx onnx;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    /** Options that are of use only together. */
    static final class Onnx {
        @Option(
                names = "--onnx",
                required = true,
                paramLabel = "FILE",
                description = "An ONNX model of the BERT family.")
        private Path file;

        @Option(names = "--vocabulary", required = true, paramLabel = "FILE", description = "Its vocab.txt.")
        private Path vocabulary;

        @Option(
                names = "--labels",
                required = true,
                split = ",",
                converter = Labels.class,
                paramLabel = "CLASS",
                description = "The class of each of its outputs, in order: negative, neutral, positive.")
        private List<Polarity> labels;

        @Option(names = "--languages", split = ",", paramLabel = "LANG", description = "Ask it about these alone.")
        private List<String> languages = List.of();

        @Option(names = "--cased", description = "Do not fold its words to lower case.")
        private boolean cased;

        @Option(names = "--max-tokens", paramLabel = "N", description = "What it reads of a text. Default: 128.")
        private int maxTokens = OnnxSettings.DEFAULT_MAX_TOKENS;

        @Option(names = "--temperature", paramLabel = "T", description = "Divides its outputs. Default: 1.")
        private double temperature = OnnxSettings.DEFAULT_TEMPERATURE;

        private OnnxSettings settings() {
            return new OnnxSettings(
                    file.toString(),
                    vocabulary.toString(),
                    labels,
                    languages,
                    !cased,
                    maxTokens,
                    temperature,
                    1,
                    0,
                    0,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** The words of the corpora, not the constants' names. */
    static final class Labels implements ITypeConverter<Polarity> {
        @Override
        public Polarity convert(String value) {
            Polarity polarity = Polarity.ofLabel(value);
            if (polarity == null) {
                throw new TypeConversionException("'" + value + "' is none of negative, neutral, positive");
            }
            return polarity;
        }
    }

    /** The model that the options name, loaded. */
    Chosen open() throws IOException {
        SentimentModel linear = model == null ? SentimentModel.bundled() : SentimentModel.load(model);
        if (onnx == null) {
            return new Chosen(linear, linear.scorer(), null);
        }
        if (onnx.maxTokens < 3 || !(onnx.temperature > 0)) {
            throw wrong("--max-tokens must be 3 or more, --temperature must be above 0");
        }
        if (!SentimentModel.languages().containsAll(onnx.languages)) {
            throw wrong("--languages: must be of " + SentimentModel.languages() + ", not " + onnx.languages);
        }
        OnnxSettings settings = onnx.settings();
        try {
            OnnxClassifier classifier = OnnxClassifier.open(settings);
            return new Chosen(linear, new HeavierScorer(linear.scorer(), classifier, settings.languages()), classifier);
        } catch (ClassifierException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(mixee.commandLine(), message);
    }

    /**
     * A model in use.
     *
     * @param linear the model that finds the language, and that can be explained
     * @param classifier null where there is no heavier model
     */
    record Chosen(SentimentModel linear, SentimentScorer scorer, OnnxClassifier classifier) implements AutoCloseable {

        /** Whether the heavier model gave the last score. */
        boolean heavierAnswered() {
            return scorer instanceof HeavierScorer heavier && heavier.answered();
        }

        /** The job would go on with the linear model's score; who tries out a model wants to know that it failed. */
        void requireAnswers() throws IOException {
            if (scorer instanceof HeavierScorer heavier && heavier.failures() > 0) {
                throw new IOException("the heavier model failed on " + heavier.failures() + " messages, lastly: "
                        + heavier.lastFailure().getCause().getMessage());
            }
        }

        @Override
        public void close() {
            if (classifier != null) {
                classifier.close();
            }
        }
    }
}
