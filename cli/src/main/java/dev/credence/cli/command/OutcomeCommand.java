package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "outcome",
        description = {
            "Reports over HTTP how a pattern turned out when it was used.",
            "Prints the receipt once Kafka has acknowledged: 'get ID --after RECEIPT' shows what it did."
        },
        footer = {"", "Example: credence outcome recipe:mine success --weight 2"})
final class OutcomeCommand implements Callable<Integer> {
    private enum Result {
        success,
        failure
    }

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "The pattern's id.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "success|failure", description = "How it turned out.")
    private Result result = Result.success;

    @Option(names = "--weight", paramLabel = "W", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private double weight;

    @Override
    public Integer call() {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.put("pattern_id", id);
        outcome.put("outcome", result.name());
        outcome.put("weight", weight);
        service.print(service.service().post("/v1/confidence", outcome), Out.of(spec), ServiceOptions::receipts);
        return 0;
    }
}
