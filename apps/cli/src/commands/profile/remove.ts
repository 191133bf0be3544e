import {
  holdersOf,
  listNames,
  loginRequired,
  type Profile,
  type ProfileStore,
  readableProfiles,
  refreshDeath,
  sharersOf,
} from "@nowtoken/core";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../../base-command.ts";
import { configInvalid } from "../../failures/config-invalid.ts";
import { readUnlessSpoilt } from "../../profiles/named-profile.ts";
import { dayOf } from "../../profiles/time-words.ts";
import { confirm } from "../../terminal/confirm.ts";
import { styleFor } from "../../terminal/style.ts";

export default class ProfileRemove extends BaseCommand {
  static override summary = "Forget a profile, its tokens and its client secret, on this machine.";
  static override description =
    "The tokens stay valid on the instance: `nowtoken revoke --profile NAME`, before this, ends them there too. Asks first when they were handed over to a connector.";
  static override examples = [
    {
      description: "End its tokens on the instance first",
      command: "<%= config.bin %> revoke --profile acme",
    },
    { description: "Then forget it", command: "<%= config.bin %> profile remove acme" },
  ];
  static override args = {
    name: Args.string({ description: "the profile", required: true, ignoreStdin: true }),
  };
  static override flags = {
    yes: Flags.boolean({
      char: "y",
      description: "do not ask, even when the tokens were handed over",
      env: "NOWTOKEN_YES",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProfileRemove);
    const store = this.store(flags);
    // What is damaged can be removed too.
    const profile = readUnlessSpoilt(store, args.name);
    if (profile === undefined && !store.names().includes(args.name.toLowerCase()))
      throw loginRequired(args.name, "no-profile");
    const name = profile?.name ?? args.name;
    const doubt = profile === undefined ? unreadable(name) : handedOver(profile, store);
    if (doubt !== undefined && !flags.yes && !(await this.isAgreed(doubt, flags))) {
      await this.printResult(flags.json, { removed: null }, `The profile ${name} stays as it is.\n`);
      return;
    }
    await store.remove(name);
    const text = styleFor(process.stdout).wrap(
      `The profile ${name} is forgotten here. ${whatStays(profile)}`,
    );
    await this.printResult(flags.json, { removed: name }, `${text}\n`);
  }

  private async isAgreed(doubt: string, flags: { readonly "no-input": boolean }): Promise<boolean> {
    if (this.asker(flags) === undefined) throw configInvalid(`${doubt}; --yes removes it all the same`);
    const style = styleFor(process.stderr);
    process.stderr.write(`${style.wrap(`${doubt[0]?.toUpperCase()}${doubt.slice(1)}.`)}\n`);
    return confirm("Forget it all the same?");
  }
}

function handedOver(profile: Profile, store: ProfileStore): string | undefined {
  const holders = holdersOf(profile);
  if (holders.length === 0) return undefined;
  const [sharer] = sharersOf(profile, readableProfiles(store));
  const loss =
    sharer === undefined
      ? "without the profile nothing here tells when they die"
      : `the profile ${sharer.name} keeps them too, but knows of no hand-over of this one`;
  return `the tokens of the profile ${profile.name} were handed over to ${listNames(holders)}: ${loss}`;
}

const unreadable = (name: string) =>
  `the profile ${name} cannot be read: a backup, or the file corrected, may bring it back`;

function whatStays(profile: Profile | undefined): string {
  const death = profile?.login && refreshDeath(profile.login);
  const until = death === undefined ? "" : ` until ${dayOf(death)}`;
  // t_ManageTokens.md
  return `Its tokens stay valid on the instance${until}; an administrator ends them there under System OAuth > Manage Tokens.`;
}
