package io.bellwether.rule;

import picocli.CommandLine.Command;

/** {@code bellwether rules}: what can be asked about rule files. */
@Command(name = "rules", description = "Check rule files", mixinStandardHelpOptions = true)
public final class RulesCommand {}
