package dev.credence.cli.doctor;

import dev.credence.cli.runtime.Reach;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/** Whether the brokers answer, at the addresses that they advertise, and are new enough. */
final class BrokerCheck implements Check {
    private static final String METADATA_VERSION = "metadata.version";

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public List<Finding> look(Patient patient) {
        BrokerContact contact = patient.contact();
        List<Finding> findings = new ArrayList<>();
        findings.add(contact.failure());
        if (contact.answers()) {
            contact.nodes().forEach(node -> advertised(node, findings));
            version(patient, findings);
        }
        return findings;
    }

    /** Clients are sent to what a broker advertises, whatever address they asked first. */
    private void advertised(Node node, List<Finding> findings) {
        String problem = Reach.problem(node.host(), node.port());
        if (problem != null) {
            findings.add(Finding.fail(
                    name(),
                    "broker " + node.id() + " advertises itself as " + node.host() + ":" + node.port()
                            + ", which cannot be reached from here: " + problem,
                    "set its advertised.listeners to an address that this machine reaches"));
        }
    }

    private void version(Patient patient, List<Finding> findings) {
        FinalizedVersionRange level = patient.ask(
                        patient.admin().describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(METADATA_VERSION);
        if (level == null) {
            findings.add(Finding.warn(
                    name(),
                    "the brokers state no " + METADATA_VERSION + ": they are older than 3.3, or run with ZooKeeper",
                    "upgrade them: Credence is tested with 4.3 in KRaft mode"));
        }
    }
}
