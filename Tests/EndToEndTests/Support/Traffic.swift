import ModemSimulator

/// Invented messages of strangers.
struct Traffic {
  /// One message of each sender.
  let messages: [OutgoingText]
  let frauds: Int

  /// So many messages, every second one a fraud, each from a mobile number of its own.
  init(_ count: Int) {
    messages = (0..<count).map { index in
      let number = "+62812\(55_500_000 + index * 137)"
      let pool = index.isMultiple(of: 2) ? Self.fraud : Self.harmless
      return OutgoingText(from: number, text: pool[index / 2 % pool.count](index))
    }
    frauds = (count + 1) / 2
  }

  private static let fraud: [@Sendable (Int) -> String] = [
    { number in
      "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian Gebyar Poin dan berhak atas uang tunai Rp75.000.000. PIN "
        + "pemenang: T\(number)K. Hubungi panitia Bpk Hendra di 0852-9051-\(7_000 + number) atau buka "
        + "www.gebyarpoin-\(number).blogspot.com"
    },
    { number in
      "Pelanggan Yth, kartu Anda resmi mendapat hadiah 1 unit mobil dari undian isi ulang pulsa. Kode \(number). Klaim "
        + "hadiah hubungi 0853-4410-\(2_000 + number)"
    },
    { number in
      "Mama minta tolong isikan pulsa 100rb ke nomor 0857-3140-\(1_000 + number) sekarang, mama lagi di kantor polisi, "
        + "jangan telepon dulu nanti mama jelaskan"
    },
  ]

  private static let harmless: [@Sendable (Int) -> String] = [
    { number in "Bro jadi futsal jam \(number % 12 + 1)? Bola sama rompi biar aku yang bawa, kamu tinggal datang aja" },
    { number in "Yeay akhirnya lulus sidang \(number)!! 🎓 makasih sudah dibantuin, minggu depan kutraktir bakso" },
    { number in "Siang kak, paketnya saya titip di pos satpam nomor \(number) ya, tadi rumahnya kosong. Terima kasih" },
  ]
}

/// What 1166 received, as its own books have it.
struct Reported {
  let texts: [String]

  init(_ record: NetworkRecord) {
    texts = record.received.filter { $0.destination == "1166" }.map(\.text)
  }

  /// The numbers that were reported.
  var numbers: [String] { texts.compactMap { $0.split(separator: "#").dropFirst().first.map(String.init) } }

  /// Texts that came more than once.
  var repeated: [String] { Dictionary(grouping: texts, by: \.self).filter { $0.value.count > 1 }.map(\.key) }
}

extension PTYHost {
  /// Waits off the cooperative pool.
  func waits(upTo limit: Duration = patience, until holds: @escaping @Sendable (Simulation) -> Bool) async -> Bool {
    await offPool { self.wait(upTo: limit, until: holds) }
  }

  /// Waits until the modem has been given everything and has nothing left in its storages.
  func isEmptied(modem: Int = 0) async -> Bool {
    await waits { simulation in
      simulation.network.waitingCount(modem: modem) == 0
        && simulation.network.record.deliveries.allSatisfy { $0.subscriber != modem || $0.takenAt != nil }
        && simulation.modems[modem].messageCount(in: .sm) == 0 && simulation.modems[modem].messageCount(in: .me) == 0
    }
  }
}
