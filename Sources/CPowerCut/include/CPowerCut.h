// What a power cut would leave of a database: a VFS of SQLite around the system's own that keeps, in a folder beside it, a
// copy of each file as of its last sync.
//
// In C because a VFS of SQLite is a table of C functions. For a program that is killed and whose database is then replaced
// by the copies; see CrashTests. A kill while a sync is under way leaves part of it in the copy, as a power cut may.
#ifndef C_POWER_CUT_H
#define C_POWER_CUT_H

/// Makes the VFS the default one of this process. Returns 0, or SQLite's result code.
int power_cut_register(const char *folder);

#endif
