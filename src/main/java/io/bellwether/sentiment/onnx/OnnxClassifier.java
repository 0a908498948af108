package io.bellwether.sentiment.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model of the BERT family in ONNX Runtime: word pieces in, one number per class out. Runs in this process. */
public final class OnnxClassifier implements TextClassifier {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

    private final OnnxSettings settings;
    private final WordPiece pieces;
    private final OnnxRuntime runtime;

    private OnnxClassifier(OnnxSettings settings, WordPiece pieces, OnnxRuntime runtime) {
        this.settings = settings;
        this.pieces = pieces;
        this.runtime = runtime;
    }

    /** Loads the model and tries it: one that does not fit its vocabulary, labels or length is told now. */
    public static OnnxClassifier open(OnnxSettings settings) throws ClassifierException {
        OnnxRuntime.require(Path.of(settings.model()));
        WordPiece pieces = pieces(settings);
        OnnxClassifier classifier =
                new OnnxClassifier(settings, pieces, new OnnxRuntime(Path.of(settings.model()), settings.threads()));
        try {
            classifier.tryOut();
        } catch (ClassifierException e) {
            classifier.close();
            // without the cause: who shows the innermost message alone would lose the file
            throw new ClassifierException(settings.model() + ": " + e.getMessage());
        }
        return classifier;
    }

    /** Finds out what is missing without loading the model: where a job is submitted there may be no memory for it. */
    public static void check(OnnxSettings settings) throws ClassifierException {
        OnnxRuntime.require(Path.of(settings.model()));
        pieces(settings);
    }

    private static WordPiece pieces(OnnxSettings settings) throws ClassifierException {
        return WordPiece.load(Path.of(settings.vocabulary()), settings.lowerCase(), settings.maxTokens());
    }

    private void tryOut() throws ClassifierException {
        Set<String> inputs = runtime.inputs();
        if (!inputs.contains(IDS) || !INPUTS.containsAll(inputs)) {
            throw new ClassifierException("takes " + inputs + "; a model is needed that takes " + IDS + ", and of "
                    + MASK + " and " + TYPES + " what it wants");
        }
        try {
            run(List.of(pieces.longest(), new long[] {pieces.padding()}));
        } catch (ClassifierException e) {
            throw new ClassifierException("does not fit its vocabulary, max_tokens or labels: " + e.getMessage());
        }
    }

    @Override
    public double[][] classify(List<String> texts) throws ClassifierException {
        List<long[]> known = new ArrayList<>(texts.size());
        int[] places = new int[texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            long[] tokens = pieces.encode(texts.get(i));
            if (tokens != null) {
                places[known.size()] = i;
                known.add(tokens);
            }
        }
        double[][] rows = new double[texts.size()][];
        if (!known.isEmpty()) {
            double[][] answers = answers(known);
            for (int i = 0; i < answers.length; i++) {
                rows[places[i]] = answers[i];
            }
        }
        return rows;
    }

    /** What the runtime says of a failure may quote ids of word pieces: it is the cause, never the message. */
    private double[][] answers(List<long[]> texts) throws ClassifierException {
        try {
            return run(texts);
        } catch (ClassifierException e) {
            throw new ClassifierException("the model could not be run on a batch of " + texts.size() + " texts", e);
        }
    }

    private double[][] run(List<long[]> texts) throws ClassifierException {
        int columns = texts.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
        long[] ids = new long[texts.size() * columns];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, pieces.padding());
        for (int row = 0; row < texts.size(); row++) {
            long[] tokens = texts.get(row);
            System.arraycopy(tokens, 0, ids, row * columns, tokens.length);
            Arrays.fill(mask, row * columns, row * columns + tokens.length, 1);
        }
        Map<String, long[]> values = new HashMap<>(Map.of(IDS, ids, MASK, mask, TYPES, new long[ids.length]));
        values.keySet().retainAll(runtime.inputs());
        float[][] outputs = runtime.run(values, texts.size(), columns);
        if (outputs.length != texts.size()) {
            throw new ClassifierException("it gave " + outputs.length + " answers to " + texts.size() + " texts");
        }
        double[][] answers = new double[outputs.length][];
        for (int row = 0; row < outputs.length; row++) {
            answers[row] = Softmax.byClass(outputs[row], settings.labels(), settings.temperature());
        }
        return answers;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
