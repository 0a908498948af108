package io.bellwether.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Service language in the project's own words, to measure with and never to train on. */
final class ChallengeSet {
    private ChallengeSet() {}

    record Line(Polarity label, String aspect, String text) {}

    static List<Line> read(String language) throws IOException {
        List<Line> read = new ArrayList<>();
        try (InputStream in = ChallengeSet.class.getResourceAsStream("challenge_" + language + ".tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t");
                if (!line.startsWith("label\t")) {
                    read.add(new Line(Polarity.ofLabel(fields[0]), fields[1], fields[2]));
                }
            }
        }
        return read;
    }

    static List<Corpus.Message> messages(String language, List<Line> lines) {
        return lines.stream()
                .map(line -> new Corpus.Message(language, line.label(), "challenge", line.text()))
                .toList();
    }
}
