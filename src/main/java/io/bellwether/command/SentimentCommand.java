package io.bellwether.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bellwether sentiment}: the group; the work is in its subcommands. */
@Command(
        name = "sentiment",
        mixinStandardHelpOptions = true,
        description = "Train, measure and question the sentiment model.",
        subcommands = {SentimentTrainCommand.class, SentimentEvalCommand.class, SentimentScoreCommand.class},
        footer = {
            "",
            "Examples:",
            "  bellwether sentiment score \"三天了还没发货，客服也不理人\"",
            "  bellwether sentiment score --lang de \"Das Paket kam kaputt an\"",
            "  bellwether sentiment eval --data reviews.tsv.gz --json",
            "  bellwether sentiment train --data a.tsv.gz b.tsv.gz --out my.model",
        })
public final class SentimentCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a subcommand: train, eval or score.");
    }
}
