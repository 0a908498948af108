package io.bellwether.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.sentiment.Corpus;
import io.bellwether.sentiment.Evaluation;
import io.bellwether.sentiment.Polarity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sentiment eval}: how right a model is on labelled messages, and how right it says it is. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Compare a model with labelled messages (TSV as for train, plain or .gz).",
            "Where no message is neutral, neutral is left out of the choice. A message that the model leaves unscored"
                    + " counts as wrong.",
            "calibration: of the messages for which the model states a probability near p, a share of p should be right.",
        },
        footer = {
            "",
            "Examples:",
            "  bellwether sentiment eval --data waimai.val.tsv.gz",
            "  bellwether sentiment eval --data waimai.val.tsv.gz --model my.model --json",
            "  bellwether sentiment eval --data waimai.val.tsv.gz --onnx bert.onnx \\",
            "      --vocabulary vocab.txt --labels negative,neutral,positive",
            "",
            "Exit code 0: measured; 2: wrong usage, or a file that cannot be read.",
        })
final class SentimentEvalCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Labelled messages.")
    private Path data;

    @Mixin
    private ModelOptions models;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Evaluation evaluation;
        try (ModelOptions.Chosen chosen = models.open()) {
            evaluation = Evaluation.of(chosen.scorer(), Corpus.read(data));
            chosen.requireAnswers();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new ObjectMapper().writeValueAsString(json(evaluation)) : table(evaluation));
        out.flush();
        return 0;
    }

    private static ObjectNode json(Evaluation evaluation) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("n", evaluation.messages());
        root.put("unscored", evaluation.unscored());
        root.put("accuracy", evaluation.accuracy());
        root.put("macro_f1", evaluation.macroF1());
        root.put("macro_recall", evaluation.macroRecall());
        ObjectNode classes = root.putObject("per_class");
        for (Polarity polarity : Polarity.values()) {
            if (evaluation.judges(polarity)) {
                ObjectNode one = classes.putObject(polarity.label());
                one.put("n", evaluation.support(polarity));
                one.put("precision", evaluation.precision(polarity));
                one.put("recall", evaluation.recall(polarity));
                one.put("f1", evaluation.f1(polarity));
            }
        }
        ObjectNode calibration = root.putObject("calibration");
        calibration.put("expected_error", evaluation.calibrationError());
        ArrayNode bins = calibration.putArray("bins");
        for (int bin = 0; bin < Evaluation.BINS; bin++) {
            if (evaluation.binCount(bin) > 0) {
                ObjectNode one = bins.addObject();
                one.put("from", bin / (double) Evaluation.BINS);
                one.put("to", (bin + 1) / (double) Evaluation.BINS);
                one.put("n", evaluation.binCount(bin));
                one.put("confidence", evaluation.binConfidence(bin));
                one.put("accuracy", evaluation.binAccuracy(bin));
            }
        }
        return root;
    }

    private static String table(Evaluation evaluation) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT, "messages      %,d (%,d unscored)%n", evaluation.messages(), evaluation.unscored()));
        out.append(String.format(Locale.ROOT, "accuracy      %.4f%n", evaluation.accuracy()));
        out.append(String.format(Locale.ROOT, "macro F1      %.4f%n", evaluation.macroF1()));
        out.append(String.format(Locale.ROOT, "macro recall  %.4f%n%n", evaluation.macroRecall()));
        classes(evaluation, out);
        out.append(String.format(Locale.ROOT, "%ncalibration (expected error %.4f)%n", evaluation.calibrationError()));
        calibration(evaluation, out);
        return out.toString().stripTrailing();
    }

    private static void classes(Evaluation evaluation, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "%-10s %8s %10s %8s %8s%n", "class", "n", "precision", "recall", "F1"));
        for (Polarity polarity : Polarity.values()) {
            if (evaluation.judges(polarity)) {
                out.append(String.format(
                        Locale.ROOT,
                        "%-10s %8d %10.4f %8.4f %8.4f%n",
                        polarity.label(),
                        evaluation.support(polarity),
                        evaluation.precision(polarity),
                        evaluation.recall(polarity),
                        evaluation.f1(polarity)));
            }
        }
    }

    private static void calibration(Evaluation evaluation, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "%-10s %8s %10s %8s%n", "stated", "n", "mean", "right"));
        for (int bin = 0; bin < Evaluation.BINS; bin++) {
            if (evaluation.binCount(bin) > 0) {
                String range = String.format(Locale.ROOT, "%.1f-%.1f", bin / 10.0, (bin + 1) / 10.0);
                out.append(String.format(
                        Locale.ROOT,
                        "%-10s %8d %10.4f %8.4f%n",
                        range,
                        evaluation.binCount(bin),
                        evaluation.binConfidence(bin),
                        evaluation.binAccuracy(bin)));
            }
        }
    }
}
