package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "store",
        description = {
            "Stores a pattern over HTTP, replacing what was stored under the id.",
            "Prints the receipt once Kafka has acknowledged: 'get ID --after RECEIPT' reads it back."
        },
        footer = {"", "Example:", "  credence store recipe:mine --type recipe --content 'Read the error first.'"})
final class StoreCommand implements Callable<Integer> {
    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The pattern's id.")
    private String id = "";

    @Option(names = "--type", required = true, paramLabel = "T", description = "Its type, such as strategy.")
    private String type = "";

    @Option(names = "--content", paramLabel = "TEXT", description = "Its text; '-' or nothing: standard input.")
    private String content = "-";

    @Override
    public Integer call() throws IOException {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        pattern.put("id", id);
        pattern.put("type", type);
        pattern.put(
                "content",
                content.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : content);
        service.print(service.service().post("/v1/patterns", pattern), Out.of(spec), ServiceOptions::receipts);
        return 0;
    }
}
