package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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

    @Option(
            names = "--content",
            paramLabel = "TEXT",
            description = "Its text; '-' or nothing: standard input, in UTF-8.")
    private String content = "-";

    @Override
    public Integer call() throws IOException {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        pattern.put("id", id);
        pattern.put("type", type);
        pattern.put("content", content.equals("-") ? standardInput() : content);
        service.print(service.service().post("/v1/patterns", pattern), Out.of(spec), ServiceOptions::receipts);
        return 0;
    }

    /** What is not UTF-8 would be stored with other characters in its place, and nobody would be told. */
    private static String standardInput() throws IOException {
        byte[] bytes = System.in.readAllBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "standard input is not UTF-8; convert it, for example with 'iconv -f latin1 -t utf-8'",
                    notUtf8);
        }
    }
}
