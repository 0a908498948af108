package io.bellwether.command;

import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.file.Unusable;
import picocli.CommandLine.Option;

/** In which language texts are written. */
final class LanguageOption {

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en",
            description = "en or zh. Default: ${DEFAULT-VALUE}.")
    private String code;

    BoardLanguage language() throws Unusable {
        BoardLanguage language = BoardLanguage.of(code);
        if (language == null) {
            throw new Unusable("--language: must be en or zh, not " + code);
        }
        return language;
    }
}
