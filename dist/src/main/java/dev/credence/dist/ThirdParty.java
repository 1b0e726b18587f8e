package dev.credence.dist;

import dev.credence.dist.Known.Held;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the list of third-party software in a release, with the licences and notices that its jars bring and the text of
 * each licence. Refuses what is not declared: a jar that is not in the bill of materials or the reverse, a licence that is
 * not accepted, a missing copyright, other software within a jar that nobody named.
 */
public final class ThirdParty {
    private final Known known;
    private final Path lib;
    private final Path target;
    private final List<String> undeclared = new ArrayList<>();
    private final List<String> list = new ArrayList<>();
    private final Set<String> licences = new TreeSet<>();

    private ThirdParty(Known known, Path lib, Path target) {
        this.known = known;
        this.lib = lib;
        this.target = target;
    }

    /** @param arguments the bill of materials, the directory of the jars, the directory to write */
    public static void main(String[] arguments) throws IOException {
        ThirdParty thirdParty = new ThirdParty(Known.read(), Path.of(arguments[1]), Path.of(arguments[2]));
        thirdParty.write(Component.of(Path.of(arguments[0])));
    }

    private void write(List<Component> components) throws IOException {
        Files.createDirectories(target);
        compareWithJars(components);
        for (Component component : components) {
            describe(component);
        }
        if (!undeclared.isEmpty()) {
            throw new IllegalStateException("not to be shipped until dist/…/known.json or a POM is mended:\n  "
                    + String.join("\n  ", undeclared));
        }
        for (String licence : licences) {
            copyText(licence);
        }
        list.add(
                0,
                "Third-party software in this release. texts/ has each licence, jars/ what a jar itself brings along.\n");
        Files.write(target.resolve("THIRD-PARTY.txt"), list);
    }

    private void compareWithJars(List<Component> components) throws IOException {
        Set<String> declared = components.stream().map(Component::jar).collect(Collectors.toSet());
        try (Stream<Path> jars = Files.list(lib)) {
            Set<String> shipped =
                    jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            shipped.stream()
                    .filter(jar -> !declared.contains(jar))
                    .forEach(jar -> undeclared.add(jar + " is in no bill of materials"));
            declared.stream()
                    .filter(jar -> !shipped.contains(jar))
                    .forEach(jar -> undeclared.add(jar + " is declared, and not shipped"));
        }
    }

    private void describe(Component component) throws IOException {
        Path path = lib.resolve(component.jar());
        if (!Files.exists(path)) {
            return;
        }
        Jar jar = Jar.of(path);
        List<Held> held = known.held().getOrDefault(component.name(), List.of());
        if (held.isEmpty() && jar.holdsMoreThan(component.name())) {
            undeclared.add(component.jar() + " holds other software, of which nothing is known");
        }
        boolean legal = jar.copyLegalFiles(target.resolve("jars").resolve(component.name()));
        if (component.ofThisProject() && held.isEmpty()) {
            return;
        }
        list.add("%s %s (%s)".formatted(component.name(), component.version(), component.group()));
        if (!component.ofThisProject()) {
            list.add("  " + licensed(component, legal));
        }
        for (Held each : held) {
            list.add("  holds %s: %s, %s"
                    .formatted(each.name(), accept(each.name(), List.of(each.licence())), each.copyright()));
        }
        list.add("");
    }

    /** Its licence and, where no file of its jar says whose it is, whose. */
    private String licensed(Component component, boolean legal) {
        String corrected = known.licences().get(component.name());
        String licence = accept(component.name(), corrected == null ? component.licences() : List.of(corrected));
        String copyright = known.copyrights().get(component.name());
        if (copyright == null && !legal && !licence.equals("Apache-2.0")) {
            undeclared.add(component.name() + " (" + licence + ") has no copyright line");
        }
        return copyright == null ? licence : licence + ", " + copyright;
    }

    private String accept(String name, List<String> offered) {
        Optional<String> accepted =
                offered.stream().filter(known.accepted()::contains).findFirst();
        if (accepted.isEmpty()) {
            undeclared.add(name + " is under " + offered + ", none of " + known.accepted());
        }
        accepted.ifPresent(licences::add);
        return accepted.orElse("");
    }

    private void copyText(String licence) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(ThirdParty.class.getResourceAsStream("/licenses/" + licence + ".txt"))) {
            Path file = Files.createDirectories(target.resolve("texts")).resolve(licence + ".txt");
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
